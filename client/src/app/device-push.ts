// Push on this device, for the page that turns it on and off.
export { browserPush as devicePush, type PushState } from "../platform/web-push.ts";
