/**
 * What Nix code comes to as far as that can be told from the repository's own files, without nix: literals, names bound
 * to them, own functions and a few well-known ones of nixpkgs' library. What depends on anything else is {@code Unread}
 * with the reason and the place; nothing is guessed. May import {@code text}, {@code nix}, {@code port} and {@code repo}.
 */
package io.github.fleetmigrate.repo.literal;
