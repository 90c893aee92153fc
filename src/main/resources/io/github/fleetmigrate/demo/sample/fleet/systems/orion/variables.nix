{
  system.hostName = "orion";

  user = {
    username = "mira";
    fullName = "Mira Example";
    email = "mira@example.org";
  };
}
