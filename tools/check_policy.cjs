// What csp_evaluator finds about the policies of a built site: those in its pages, and those for hosts to send.
//
//   CSP_EVALUATOR=…/node_modules/csp_evaluator node tools/check_policy.cjs SITE
//
// It knows no severity “low”: below MEDIUM there is MEDIUM_MAYBE, which says what would be dangerous if the site did
// something besides, and INFO. No finding may be worse than MEDIUM_MAYBE, and each of those must be among the answered
// ones below, whose answers are looked for in the site.

const fs = require("node:fs");
const path = require("node:path");

const [site] = process.argv.slice(2);
const part = (name) => require(path.join(path.resolve(process.env.CSP_EVALUATOR), "dist", name));
const { CspEvaluator } = part("evaluator.js");
const { CspParser } = part("parser.js");
const { Severity } = part("finding.js");

const files = Object.keys(JSON.parse(fs.readFileSync(path.join(site, "release.json"), "utf8")).files);
const read = (file) => fs.readFileSync(path.join(site, file), "utf8");
const flaws = [];

// Scripts come from the site alone, and all of them are ours: none answers with what was asked for (JSONP needs a
// server program), none is a framework that runs attributes, and nobody uploads any.
const answered = {
  "script-src 'self'": () => {
    const known = /^((site|starter|keeper|panel)-[0-9a-f]{16}|worker(-off)?|embed\/(iom|(frame|code|widgets)-[0-9a-f]{16}))\.js$/;
    return files.filter((file) => /\.m?js$/.test(file)).filter((file) => !known.test(file) || /angular/i.test(read(file)));
  },
};

// Every page has one policy, which is the same throughout. Pages at former addresses only lead on.
const policies = new Map();
let pages = 0;
for (const file of files.filter((file) => file.endsWith(".html"))) {
  const html = read(file);
  if (html.includes('http-equiv="refresh"')) continue;
  pages += 1;
  const found = [...html.matchAll(/<meta http-equiv="Content-Security-Policy" content="([^"]*)"/g)];
  if (found.length !== 1) flaws.push(`${file} has ${found.length} policies`);
  for (const [, policy] of found) policies.set(policy, file);
  const inline = html.match(/<script(?![^>]*\b(src|type="application\/ld\+json"))[^>]*>|<style|<[^>]+ (style|on[a-z]+)=/i);
  if (inline) flaws.push(`${file} has something inline: ${inline[0].slice(0, 60)}`);
}
for (const row of read("hosting/objects.csv").split("\r\n")) {
  const [, policy] = row.match(/^[^,]*,Content-Security-Policy,(.*)$/) ?? [];
  if (policy) policies.set(policy.replace(/^"|"$/g, ""), `header, ${row.split(",")[0]}`);
}

for (const [policy, place] of policies) {
  const findings = new CspEvaluator(new CspParser(policy).csp).evaluate();
  for (const { severity, directive, value, description } of findings) {
    const what = `${directive} ${value ?? ""}`.trim();
    console.log(`${place}: ${Severity[severity]}: ${what}: ${description}`);
    if (severity >= Severity.INFO) continue;
    const answer = severity === Severity.MEDIUM_MAYBE ? answered[what] : undefined;
    if (!answer) flaws.push(`${place}: ${what} is ${Severity[severity]}`);
    else flaws.push(...answer().map((file) => `${file}: a script of another kind, so ${what} is no longer enough`));
  }
  const worst = Math.min(Severity.NONE, ...findings.map((finding) => finding.severity));
  console.log(`${place}: worst finding ${Severity[worst]}`);
}

if (pages === 0 || policies.size < 3) flaws.push(`only ${pages} pages and ${policies.size} policies were found`);
for (const flaw of flaws) console.error(`policy: ${flaw}`);
console.log(`policy: ${policies.size} policies, ${pages} pages, ${flaws.length} flaws`);
process.exit(flaws.length === 0 ? 0 : 1);
