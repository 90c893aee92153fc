# `import nixpkgs { system = …; }`: an initialised package set.
{
  system ? builtins.currentSystem,
  config ? { },
  overlays ? [ ],
}:
let
  lib = import ./lib;
  base = import ./pkgs/all-packages.nix { inherit lib system pkgs; };
  pkgs = lib.foldl' (prev: overlay: prev // overlay pkgs prev) (
    base
    // {
      inherit lib config overlays system;
      path = ./.;
      stdenv = base.stdenv;
    }
  ) overlays;
in
pkgs
