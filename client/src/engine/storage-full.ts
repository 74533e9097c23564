// Thrown by a store when the device has no room left: nothing of the call was kept. The one failure of a store that is
// not a bug or a broken disk, so the engine tells the person instead of trying again at once.
export class StorageFull extends Error {
  constructor(options?: ErrorOptions) {
    super("The device's storage is full.", options);
    this.name = "StorageFull";
  }
}
