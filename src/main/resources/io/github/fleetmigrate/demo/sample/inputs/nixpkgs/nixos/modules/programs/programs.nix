{ config, lib, pkgs, ... }:
{
  options.programs = {
    git.enable = lib.mkEnableOption "git";
    htop.enable = lib.mkEnableOption "htop";
    vim.enable = lib.mkEnableOption "vim";
    zsh.enable = lib.mkEnableOption "zsh";
  };

  config.environment.systemPackages = lib.concatMap (
    name: lib.optional config.programs.${name}.enable pkgs.${name}
  ) (lib.attrNames config.programs);
}
