// Draws icons of the package with less: in the build each of its icons becomes one element of ours (draw-icon.ts) made of
// what it shows. The package's own way gives each line a key of random letters, each icon the names it had in earlier
// versions, and makes two components and a dozen attributes anew each time one is drawn. Development has the package's own.
import { pathToFileURL } from "node:url";
import type { Plugin } from "vite";

const ICON = /[\\/]lucide-react[\\/]dist[\\/]esm[\\/]icons[\\/][\w-]+\.mjs$/;
const DRAWER = "/src/ui/draw-icon.ts";

type Shape = readonly [tag: string, attributes: Readonly<Record<string, string>>];
interface IconModule { readonly __iconData?: { readonly size: number; readonly node: readonly Shape[] } }

/** As draw-icon.ts takes it: of a path only its line. Not of 24 units, or with anything inside its shapes: undefined. */
export function shapesOf({ __iconData: data }: IconModule): readonly (string | Shape)[] | undefined {
  if (data?.size !== 24 || data.node.some((shape) => shape.length !== 2)) return undefined;
  return data.node.map(([tag, { key: _key, ...attributes }]) => {
    const line = attributes["d"];
    return tag === "path" && line !== undefined && Object.keys(attributes).length === 1 ? line : [tag, attributes];
  });
}

export const leanIcons = (): Plugin => ({
  name: "lean-icons",
  apply: "build",
  transform: {
    filter: { id: ICON },
    async handler(_code, id) {
      // Another name for one of them has no icon of its own.
      const shapes = shapesOf((await import(pathToFileURL(id).href)) as IconModule);
      if (shapes === undefined) return null;
      return { code: `import { drawIcon } from "${DRAWER}";\nexport default /* @__PURE__ */ drawIcon(${JSON.stringify(shapes)});\n`, map: null };
    },
  },
});
