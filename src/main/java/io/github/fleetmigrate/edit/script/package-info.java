/**
 * Commands in files that are no justfile and no document: where a Makefile, a YAML file, package.json, a shell script and
 * Nix code hold pieces of shell, and which commands of a known tool stand there. Nothing here edits. May import {@code
 * text}, {@code nix.syntax} {@code edit.command} and {@code edit.just}.
 */
package io.github.fleetmigrate.edit.script;
