"""A run's folder as an RO-Crate, so that it can be deposited as it is and read without any software of ours.

It follows the Process Run Crate profile: one action, what it used, what came of it, all taken from the manifest.
"""

import json
import mimetypes
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

from rocrate.model.contextentity import ContextEntity
from rocrate.model.softwareapplication import SoftwareApplication
from rocrate.rocrate import ROCrate

from purgelib import manifest as record
from purgelib import schemas

VERSION = "1.1"  # the version of RO-Crate that the profile builds on
PROFILE = "https://w3id.org/ro/wfrun/process/0.5"
TYPES = {
    ".csv": "text/csv",
    ".gexf": "application/gexf+xml",
    ".graphml": "application/graphml+xml",
    ".ipynb": "application/x-ipynb+json",
    ".toml": "application/toml",
}
OTHER = "application/octet-stream"


def encoded(manifest: Mapping[str, Any]) -> bytes:
    """The content of `ro-crate-metadata.json` for a folder with this manifest."""
    crate = ROCrate(version=VERSION)
    run, software = manifest["run"], manifest["software"]
    crate.name = "Reported numbers, reactions and actors: a run of purgelib"
    crate.description = "Tables read from a folder of texts, the notebooks that ask them, their figures and one page."
    crate.root_dataset["datePublished"] = run["date"]
    crate.root_dataset["license"] = "The texts that the tables quote belong to who wrote them."
    profile = {"@type": "CreativeWork", "name": "Process Run Crate", "version": "0.5"}
    crate.root_dataset["conformsTo"] = crate.add(ContextEntity(crate, PROFILE, profile))
    results = [
        crate.add_file(dest_path=name, properties=_described(name, digest))
        for name, digest in record.files_of(manifest).items()
    ]
    about = {"name": "What the run was made from, and the hash of all that came of it"}
    results.append(crate.add_file(dest_path=record.NAME, properties=about | {"encodingFormat": "application/json"}))
    application = {"name": "purgelib", "softwareVersion": software["purgelib"], "sha256": software["code"]}
    application["softwareRequirements"] = [
        f"{name} {version}" for name, version in {"Python": software["python"], **software["packages"]}.items()
    ]
    tool = crate.add(SoftwareApplication(crate, "#purgelib", application))
    failed = bool(manifest["failures"])
    action = {
        "@type": "CreateAction",
        "name": "purgelib run",
        "description": "From a folder of texts to tables, figures and a page",
        "startTime": run["date"],
        "endTime": run["ended"],
        "actionStatus": f"http://schema.org/{'FailedActionStatus' if failed else 'CompletedActionStatus'}",
    }
    for key, said in (("error", manifest["failures"]), ("comment", manifest["warnings"])):
        if said:
            action[key] = "\n".join(said)
    done = crate.add(ContextEntity(crate, "#run", action))
    done["instrument"] = tool
    done["object"] = [*_inputs(crate, manifest), *_parameters(crate, manifest)]
    done["result"] = results
    crate.root_dataset["mentions"] = done
    return (json.dumps(crate.metadata.generate(), indent=2, ensure_ascii=False) + "\n").encode()


def _described(name: str, digest: str) -> dict[str, Any]:
    """What the crate says of a file of the run."""
    path = PurePosixPath(name)
    says = {"name": path.name, "sha256": digest}
    says["encodingFormat"] = TYPES.get(path.suffix) or mimetypes.guess_type(path.name, strict=False)[0] or OTHER
    if path.stem in schemas.TABLES and path.parent.name == "tables":
        says["description"] = schemas.description(path.stem)
    return says


def _inputs(crate: ROCrate, manifest: Mapping[str, Any]) -> list[ContextEntity]:
    """The texts and tables that were read. They are not in the crate: a hash tells whether one has the same."""
    return [
        crate.add(
            ContextEntity(crate, f"#input-{kind}-{number}", {"@type": "CreativeWork", "name": name, "sha256": digest})
        )
        for kind, ones in manifest["inputs"].items()
        for number, (name, digest) in enumerate(ones.items(), 1)
    ]


def _parameters(crate: ROCrate, manifest: Mapping[str, Any]) -> list[ContextEntity]:
    return [
        crate.add(
            ContextEntity(
                crate,
                f"#parameter-{name}",
                {"@type": "PropertyValue", "name": name, "value": one["value"], "description": f"from: {one['from']}"},
            )
        )
        for name, one in manifest["parameters"].items()
    ]
