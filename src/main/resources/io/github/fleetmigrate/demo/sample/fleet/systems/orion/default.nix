# Orion: the laptop that the others are deployed from.
{
  config,
  inputs,
  lib,
  pkgs,
  hasSecrets,
  userVars,
  ...
}:
{
  imports = [
    ./hardware.nix
    ../../modules/system/base
  ]
  ++ lib.optional hasSecrets ./secrets.nix;

  networking.hostName = "orion";

  users.users.${userVars.username} = {
    isNormalUser = true;
    description = userVars.fullName;
    extraGroups = [
      "wheel"
      "networkmanager"
    ];
    shell = pkgs.zsh;
  };
  programs.zsh.enable = true;

  home-manager = {
    useGlobalPkgs = true;
    useUserPackages = true;
    extraSpecialArgs = { inherit inputs userVars; };
    users.${userVars.username} = import ./homes/mira.nix;
  };

  environment.systemPackages = [
    pkgs.just
  ];
}
