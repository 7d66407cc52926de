-- For whom alone a form that came back is, when somebody had signed in to fill it in. Null for what anybody at that browser typed.
alter table typed add column reader text references person (id);
