# deploy-rs for the sample fleet: its library makes a file where the real one makes an activation script.
{
  description = "Stand-in for deploy-rs";

  inputs.nixpkgs.url = "path:@inputs@/nixpkgs";

  outputs =
    { nixpkgs, ... }:
    let
      inherit (nixpkgs) lib;
      forSystems = f: lib.mapAttrs (_: f) nixpkgs.legacyPackages;
    in
    {
      lib = forSystems (pkgs: {
        activate =
          let
            custom =
              base: activate:
              pkgs.writeText "activatable-${base.name}" ''
                profile ${base}
                activate ${activate}
              '';
          in
          {
            inherit custom;
            noop = base: custom base ":";
            nixos = base: custom base.config.system.build.toplevel "$PROFILE/bin/switch-to-configuration switch";
            home-manager = base: custom base.activationPackage "$PROFILE/activate";
          };

        deployChecks = deploy: {
          deploy-schema = pkgs.writeText "jsonschema-deploy-system" (
            lib.concatMapStrings (
              name: "${name} ${deploy.nodes.${name}.hostname or (throw "deploy.nodes.${name} has no hostname")}\n"
            ) (lib.attrNames deploy.nodes)
          );
          deploy-activate = pkgs.writeText "deploy-rs-check-activate" (
            lib.concatMapStrings (
              node: lib.concatMapStrings (profile: "${profile.path}\n") (lib.attrValues node.profiles)
            ) (lib.attrValues deploy.nodes)
          );
        };
      });

      packages = forSystems (pkgs: rec {
        deploy-rs = pkgs.writeShellScriptBin "deploy-rs" "echo deploy-rs stand-in";
        default = deploy-rs;
      });
    };
}
