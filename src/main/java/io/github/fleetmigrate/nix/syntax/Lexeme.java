package io.github.fleetmigrate.nix.syntax;

/** A token before it has a place in a tree: its kind and its half-open range in the text. */
record Lexeme(SyntaxKind kind, int start, int end) {}
