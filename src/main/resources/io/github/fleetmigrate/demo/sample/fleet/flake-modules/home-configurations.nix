# Homes for machines that do not run NixOS.
{ self, inputs, ... }:
let
  inherit (import ./lib.nix { inherit inputs; }) system userVars systemVars;

  home = inputs.home-manager.lib.homeManagerConfiguration {
    pkgs = inputs.nixpkgs.legacyPackages.${system};
    extraSpecialArgs = { inherit self inputs userVars; };
    modules = [
      ../systems/orion/homes/mira.nix
      { nixpkgs.config.allowUnfree = true; }
    ];
  };
in
{
  flake.homeConfigurations = {
    ${userVars.username} = home;
    "${userVars.username}@${systemVars.hostName}" = home;
  };
}
