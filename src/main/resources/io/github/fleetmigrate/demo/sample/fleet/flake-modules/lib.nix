# What several flake modules need.
{ inputs, ... }:
let
  variables = import ../systems/orion/variables.nix;
in
{
  # Every machine here is of this kind.
  system = "@system@";

  userVars = variables.user;
  systemVars = variables.system;
}
