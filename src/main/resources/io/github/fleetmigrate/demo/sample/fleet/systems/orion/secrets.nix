# Passwords come from the secrets repository.
{ inputs, ... }:
let
  secrets = builtins.fromJSON (builtins.readFile (inputs.nixos-secrets + "/secrets.json"));
in
{
  users.users.mira.hashedPasswordFile = secrets.passwordFiles.mira;
}
