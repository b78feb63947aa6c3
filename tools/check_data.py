"""What others can read of the datasets of a built site: Frictionless Data Packages and HXL.

    check_data.py DIST

Looks at every data/*/datapackage.json with frictionless and at every *.hxl.csv with libhxl, both made by those who
keep the formats. Nothing is fetched. Exit code 1 if anything is wrong.
"""

import csv
import json
import socket
import sys
from pathlib import Path

import frictionless
import hxl


class NoNetwork(socket.socket):
    """Any attempt to reach out is a mistake of the check itself."""

    def connect(self, address):
        raise OSError(f"no network in this check: {address}")


socket.socket = NoNetwork


def rows_of(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, strict=True))


def flaws_of_package(path: Path) -> list[str]:
    """The package as frictionless sees it, its hash and size too; and whether it describes the table beside it."""
    resources = json.loads(path.read_text(encoding="utf-8"))["resources"]
    paths = [resource["path"] for resource in resources]
    if paths != [f"{path.parent.name}.csv"]:
        return [f"it describes {paths}, not the one table beside it"]
    report = frictionless.validate(str(path), type="package")
    flaws = [f"{error.type}: {error.message}" for error in report.errors]
    flaws += [f"{error.type}: {error.message}" for task in report.tasks for error in task.errors]
    flaws += [f"warning: {warning}" for task in report.tasks for warning in task.warnings]
    if flaws or not report.valid:
        return flaws or ["not valid"]
    header, *rows = rows_of(path.parent / paths[0])
    fields = [field["name"] for field in resources[0]["schema"]["fields"]]
    if fields != header:
        flaws.append(f"the fields are {fields}, the columns {header}")
    read = [task.stats.get("rows") for task in report.tasks]
    if read != [len(rows)] or not rows:
        flaws.append(f"frictionless read {read} rows of {len(rows)}")
    return flaws


def flaws_of_hxl(path: Path) -> list[str]:
    """Whether libhxl finds the hashtags, one for each column, and every row below them."""
    header, tags, *rows = rows_of(path)
    plain = rows_of(path.with_name(path.name.replace(".hxl.csv", ".csv")))
    flaws = []
    if [header, *rows] != plain:
        flaws.append("differs from the CSV without hashtags in more than the hashtags")
    try:
        with hxl.data(str(path), hxl.InputOptions(allow_local=True)) as source:
            columns = source.columns
            found = [list(row.values) for row in source]
    except hxl.HXLException as error:
        return flaws + [str(error)]
    if [column.header for column in columns] != header:
        flaws.append(f"libhxl found the columns {[column.header for column in columns]}")
    for column, tag in zip(columns, tags):
        # libhxl sorts attributes; what was written and what was read are compared as sets.
        read = {column.tag or "", *(f"+{attribute}" for attribute in column.attributes)}
        name, *attributes = tag.split("+")
        if not column.tag or read != {name, *(f"+{attribute}" for attribute in attributes)}:
            flaws.append(f"the column {column.header!r} has the hashtag {tag!r}, read as {column.display_tag!r}")
    if found != rows:
        flaws.append(f"libhxl read {len(found)} rows, {len(rows)} are there, or their cells differ")
    return flaws


def main(dist: Path) -> int:
    packages = sorted(dist.glob("data/*/datapackage.json"))
    tagged = sorted(dist.glob("data/*/*.hxl.csv"))
    folders = sorted(folder for folder in dist.glob("data/*") if folder.is_dir())
    flaws = []
    for folder in folders:
        names = ["datapackage.json", f"{folder.name}.csv", f"{folder.name}.hxl.csv", "dataset.jsonld"]
        flaws += [f"{folder / name} is missing" for name in names if not (folder / name).is_file()]
    for path in packages:
        flaws += [f"{path}: {flaw}" for flaw in flaws_of_package(path)]
    for path in tagged:
        flaws += [f"{path}: {flaw}" for flaw in flaws_of_hxl(path)]
    if not folders:
        flaws.append(f"there is no dataset in {dist / 'data'}")
    print("\n".join(flaws + [f"{len(packages)} data packages and {len(tagged)} files with HXL: {len(flaws)} flaws"]))
    return 1 if flaws else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
