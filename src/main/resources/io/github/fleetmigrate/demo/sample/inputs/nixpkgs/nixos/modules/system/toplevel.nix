# The system: one file that names every part, and so depends on all of them.
{ config, lib, pkgs, ... }:
let
  failed = map (entry: entry.message) (lib.filter (entry: !entry.assertion) config.assertions);
  parts = {
    inherit (config.system.build)
      activate
      etc
      path
      units
      ;
    kernel-params = config.system.build.kernelParams;
    users-groups = config.system.build.usersGroups;
  };
in
{
  system.build.toplevel =
    if failed != [ ] then
      throw "\nFailed assertions:\n${lib.concatMapStringsSep "\n" (message: "- ${message}") failed}"
    else
      lib.foldl' (system: message: lib.warn message system) (pkgs.writeText
        "nixos-system-${config.networking.hostName}-${config.system.nixos.label}"
        (
          ''
            nixos-version ${config.system.nixos.label}
            system ${pkgs.stdenv.hostPlatform.system}
            state-version ${config.system.stateVersion}
            configuration-revision ${toString config.system.configurationRevision}
          ''
          + lib.concatStrings (lib.mapAttrsToList (name: part: "${name} ${part}\n") parts)
        )
      ) config.warnings;
}
