{ sshUser = "a"; }
