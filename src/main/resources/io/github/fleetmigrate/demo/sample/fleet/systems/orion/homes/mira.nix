{ pkgs, userVars, ... }:
{
  imports = [ ../../../modules/home/base.nix ];

  home.username = userVars.username;
  home.homeDirectory = "/home/${userVars.username}";

  home.sessionVariables.EDITOR = "vim";
  home.file.".config/just/justfile".text = "import '~/fleet/justfile'\n";

  programs.git = {
    userName = userVars.fullName;
    userEmail = userVars.email;
  };
}
