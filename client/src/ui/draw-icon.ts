// One icon of the package as the build draws it (icons.config.ts): its shapes are made once, when it is first drawn, so that
// drawing it again compares nothing. Knows of an icon what the app gives to any: classes, the width of its lines, and what
// names it to who does not see it.
import { createElement, type ReactElement, type SVGProps } from "react";

/** Of a path its line, of any other shape its tag and attributes. */
export type IconShapes = readonly (string | readonly [tag: string, attributes: Readonly<Record<string, string>>])[];

export const drawIcon = (shapes: IconShapes) => {
  let drawn: readonly ReactElement[] | undefined;
  return (props: SVGProps<SVGSVGElement>): ReactElement => {
    drawn ??= shapes.map((shape) => (typeof shape === "string" ? createElement("path", { d: shape }) : createElement(shape[0], shape[1])));
    return createElement(
      "svg",
      { width: 24, height: 24, viewBox: "0 0 24 24", fill: "none", stroke: "currentColor", strokeWidth: 2, strokeLinecap: "round", strokeLinejoin: "round", "aria-hidden": props["aria-label"] === undefined && props.role === undefined, ...props },
      ...drawn,
    );
  };
};
