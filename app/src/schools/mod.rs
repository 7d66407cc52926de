//! Schools: the directory from Get Information about Schools, looking one up, and a school's own page.
