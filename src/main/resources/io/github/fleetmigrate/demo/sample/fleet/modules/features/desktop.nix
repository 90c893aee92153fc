{ pkgs, ... }:
{
  environment.systemPackages = with pkgs; [
    firefox
    ripgrep
  ];
  networking.networkmanager.enable = true;
  boot.kernelParams = [ "quiet" ];
}
