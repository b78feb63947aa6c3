// Sets the page from right to left, as a translation into Arabic would: before every page.
const mirror = () => {
  if (!document.documentElement) return false;
  document.documentElement.dir = "rtl";
  document.documentElement.lang = "ar";
  return true;
};
if (!mirror()) {
  const wait = new MutationObserver(() => mirror() && wait.disconnect());
  wait.observe(document, { childList: true });
}
