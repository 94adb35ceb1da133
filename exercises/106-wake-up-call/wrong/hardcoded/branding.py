FRENCH = "On roule ce soir."
ENGLISH = "Rolling again by tonight."
