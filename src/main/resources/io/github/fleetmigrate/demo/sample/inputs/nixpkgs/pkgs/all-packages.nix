# A handful of packages, each one file, built by /bin/sh with nothing but its builtins. Programs that are
# really run come from a folder beside this file.
{
  lib,
  system,
  pkgs,
}:
let
  # A derivation whose output is one file holding `text`.
  writeText =
    name: text:
    derivation {
      inherit name system text;
      builder = "/bin/sh";
      args = [
        "-c"
        ''printf '%s' "$text" > "$out"''
      ];
      preferLocalBuild = true;
    }
    // {
      meta.name = name;
    };

  # `command` runs in /bin/sh with `attributes` as its environment; it has no programs, only builtins.
  runCommand =
    name: attributes: command:
    derivation (
      attributes
      // {
        inherit name system command;
        builder = "/bin/sh";
        args = [
          "-c"
          ''eval "$command"''
        ];
      }
    );

  package =
    pname: version:
    writeText "${pname}-${version}" "${pname} ${version}\n"
    // {
      inherit pname version;
      meta = {
        mainProgram = pname;
        description = "stand-in for ${pname}";
      };
    };

  # A folder with bin/, as Nix's own builder of profiles makes it: no program is needed for that.
  program =
    pname: version: folder:
    derivation {
      name = "${pname}-${version}";
      inherit system;
      builder = "builtin:buildenv";
      derivations = [
        "true"
        5
        1
        folder
      ];
      manifest = builtins.toFile "manifest.nix" "[ ]";
      preferLocalBuild = true;
    }
    // {
      inherit pname version;
      meta.mainProgram = pname;
    };

  versions = {
    btop = "1.4.5";
    curl = "8.17.0";
    fd = "10.3.0";
    ffmpeg = "8.0";
    firefox = "145.0";
    git = "2.52.0";
    htop = "3.4.1";
    jq = "1.8.1";
    just = "1.43.1";
    kodi = "21.2";
    llama-cpp = "6981";
    nixd = "2.7.0";
    nixfmt = "1.1.0";
    openssh = "10.2p1";
    ripgrep = "15.1.0";
    vim = "9.1.1869";
    zsh = "5.9";
  };
in
lib.mapAttrs package versions
// {
  inherit runCommand writeText;
  nixpkgs-fmt = program "nixpkgs-fmt" "1.3.0" ./nixpkgs-fmt;
  writeTextFile = { name, text, ... }: writeText name text;
  writeShellScript =
    name: text:
    writeText name ''
      #!/bin/sh
      ${text}'';
  writeShellScriptBin = name: text: pkgs.writeShellScript name text // { meta.mainProgram = name; };

  # A shell is a file that names what is in it; `nix build` makes it, `nix develop` needs the real one.
  mkShell =
    {
      name ? "nix-shell",
      packages ? [ ],
      buildInputs ? [ ],
      nativeBuildInputs ? [ ],
      shellHook ? "",
      ...
    }:
    writeText name (
      lib.concatMapStrings (entry: "${entry}\n") (packages ++ nativeBuildInputs ++ buildInputs) + shellHook
    );
  mkShellNoCC = pkgs.mkShell;

  stdenv = {
    hostPlatform = lib.systems.elaborate system;
    inherit system;
  };
}
