# Axon: plays what nexus keeps.
{ config, pkgs, inputs, ... }:
{
  imports = [
    ./hardware.nix
    ../../modules/system/base
  ];

  networking.hostName = "axon";

  users.users.viewer = {
    isNormalUser = true;
    description = "Everybody";
  };

  environment.systemPackages = with pkgs; [
    ffmpeg
    kodi
  ];

  boot.kernelParams = [
    "quiet"
    "splash"
  ];
}
