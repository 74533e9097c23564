// A PDF in the browser's own viewer. The one frame of the app, and the one without a sandbox: the viewer does not open in
// one. Nothing of ours runs in it, and the type given with the bytes keeps them from being a page.
export const PdfFrame = ({ address, name }: { readonly address: string; readonly name: string }) => (
  <iframe src={address} title={name} className="size-full min-h-96 rounded-control border border-line bg-sunken" />
);
