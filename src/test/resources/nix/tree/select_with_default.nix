x: [ x.a.b x.a or 1 x.a or x.b or 2 (map or [ ]) x.or ]
