// Prints, for each address given, what two clients of others find there to embed (oEmbed), as one line of JSON:
// node tools/find_oembed.mjs FOLDER ADDRESS…   FOLDER is where the clients are installed.
import { createRequire } from "node:module";

const [folder, ...addresses] = process.argv.slice(2);
const require = createRequire(`${folder}/`);
const { extract } = require("@extractus/oembed-extractor");
const { unfurl } = require("unfurl.js");

for (const address of addresses) {
  const [extractus, unfurled] = [await extract(address), (await unfurl(address)).oEmbed];
  console.log(JSON.stringify({ address, found: [extractus, unfurled] }));
}
