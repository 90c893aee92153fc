# A raw hive: each host's own modules and special arguments, and how it is reached.
{ lib }:
{
  inputs,
  hosts,
  nixosConfigurations,
}:
let
  configurationOf =
    name:
    nixosConfigurations.${name} or (throw "nixos-fleet: the fleet has a host ${name}, and nixosConfigurations has not");
  each = f: lib.mapAttrs (name: _: f (configurationOf name)) hosts;

  deployment =
    name: host:
    {
      targetHost = host.ip or host.hostname or name;
      tags = host.tags or [ ];
      buildOnTarget = host.deploy.remoteBuild or false;
    }
    // lib.optionalAttrs (host ? ssh.user) { targetUser = host.ssh.user; }
    // lib.optionalAttrs (host ? ssh.port) { targetPort = host.ssh.port; };
in
{
  meta = {
    # Every node has a package set of its own; this one only carries the library.
    nixpkgs = inputs.nixpkgs.legacyPackages.x86_64-linux;
    nodeNixpkgs = each (configuration: configuration.pkgs);
    nodeSpecialArgs = each (configuration: configuration._module.specialArgs);
  };
}
// lib.mapAttrs (
  name: host: (configurationOf name)._module.args.modules ++ [ { deployment = deployment name host; } ]
) hosts
