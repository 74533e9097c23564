// Whether this browser draws PDFs in a page by itself. On most phones it does not: there the file is saved and opened.
export const showsPdf = (): boolean => navigator.pdfViewerEnabled;
