# Cortex: runs models for the whole house.
{
  config,
  inputs,
  lib,
  pkgs,
  hasSecrets,
  userVars,
  ...
}:
let
  fleetConfig = import ../../fleet-config.nix;
in
{
  imports = [
    ./hardware.nix
    ../../modules/system/base
  ]
  ++ lib.optional hasSecrets ./secrets.nix;

  networking.hostName = "cortex";
  networking.defaultGateway = fleetConfig.network.gateway;

  assertions = [
    {
      assertion = hasSecrets;
      message = "cortex does not start without its secrets";
    }
  ];

  home-manager = {
    useGlobalPkgs = true;
    extraSpecialArgs = { inherit inputs userVars; };
    users.jarvis = ../../modules/home/base.nix;
  };

  boot.kernelParams = lib.mkBefore [ "amd_iommu=on" ];
  nix.settings.max-jobs = 16;
}
