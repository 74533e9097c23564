// Files with which the system has opened this app: it is the program for them.

interface Launch { readonly files?: readonly { getFile(): Promise<File> }[] }
interface LaunchQueue { setConsumer(consumer: (launch: Launch) => void): void }

/** Calls back with the files of a launch, also of one before this was asked. Where the browser opens none, never. */
export function watchLaunchedFiles(onFiles: (files: readonly File[]) => void): () => void {
  let over = false;
  const { launchQueue } = globalThis as { readonly launchQueue?: LaunchQueue };
  launchQueue?.setConsumer(({ files = [] }) => {
    if (files.length === 0) return;
    void Promise.all(files.map((file) => file.getFile())).then((read) => !over && onFiles(read), () => undefined);
  });
  return () => {
    over = true;
  };
}
