# What every machine has.
{ config, lib, pkgs, ... }:
let
  fleetConfig = import ../../../fleet-config.nix;
in
{
  imports = [
    ./networking.nix
    ./users.nix
  ];

  time.timeZone = lib.mkDefault fleetConfig.global.timeZone;
  i18n.defaultLocale = fleetConfig.global.locale;

  boot.loader = {
    systemd-boot.enable = true;
    efi.canTouchEfiVariables = true;
  };

  environment.systemPackages = with pkgs; [
    curl
    git
    htop
    vim
  ];

  nix.settings = {
    experimental-features = [
      "nix-command"
      "flakes"
    ];
    trusted-users = [ "@wheel" ];
  };

  services.openssh = {
    enable = true;
    settings.PasswordAuthentication = "no";
  };

  system.stateVersion = lib.mkDefault "25.11";
}
