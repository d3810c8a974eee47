#!/bin/sh
# Installs the programs that `run.py --rivals DIR` compares with, all below one folder.
set -eu

dir=${1:?"usage: $0 DIR"}
mkdir -p "$dir"

python3 -m venv "$dir/python"
"$dir/python/bin/pip" install --quiet check-jsonschema sourcemeta-jsonschema
npm install --silent --prefix "$dir/ajv" ajv-cli
npm install --silent --prefix "$dir/jirutka" @jirutka/ajv-cli
cargo install --quiet --root "$dir/cargo" boon-cli jsonschema-cli
