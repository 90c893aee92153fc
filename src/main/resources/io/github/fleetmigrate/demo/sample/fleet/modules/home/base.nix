{ pkgs, ... }:
{
  home.stateVersion = "25.11";
  home.packages = [
    pkgs.ripgrep
    pkgs.fd
  ];
  programs.git.enable = true;
}
