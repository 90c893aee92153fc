[ http://example.org/a?b=c x:y 1 1. .5 1.5e-3 (-2) ]
