//! Rules A: who is where.

use super::*;

#[test]
fn a1_nobody_speaks_for_a_client_of_somebody_else() {
    let mut house = House::new();
    let (asha, ben) = (teacher("Asha Patel"), teacher("Ben Okoro"));
    house.join(1, asha.clone());
    house.join(2, ben);
    house.frame(1, &presence(7, 1, Some("{\"at\":1}")));
    house.frame(2, &presence(8, 1, Some("{}")));
    house.tick();
    house.frame(2, &presence(7, 5, Some("{}")));
    assert!(house.room.next_deadline().is_none(), "nothing to tell");
    // Her second window echoes her first: no reason to take it over.
    house.join(3, asha.clone());
    house.frame(3, &presence(9, 1, Some("{}")));
    house.frame(3, &presence(7, 1, Some("{}")));
    house.tick();
    assert_eq!(told(&house.sent_to(2)).iter().map(|entry| entry.client).collect::<Vec<_>>(), [9]);
    // Reconnecting before the old socket is known to be dead is one.
    house.join(4, asha);
    house.frame(4, &presence(7, 1, Some("{\"at\":2}")));
    house.tick();
    let entries = told(&house.sent_to(2));
    assert_eq!((entries[0].client, entries[0].clock), (7, 2));
    house.event(Event::Disconnected { session: SessionId(1) });
    assert!(house.room.next_deadline().is_none(), "the old socket takes nothing with it");
}

#[test]
fn a2_a5_states_carry_the_name_and_colour_that_the_server_knows() {
    let mut house = House::new();
    house.join(1, teacher("Asha Patel"));
    house.join(2, teacher("Ben Okoro"));
    house.frame(2, &presence(8, 1, Some("{\"user\":{\"name\":\"The Head\"},\"at\":null}")));
    house.tick();
    let state = told(&house.sent_to(1))[0].state.clone().unwrap();
    let state: serde_json::Value = serde_json::from_str(&state).unwrap();
    assert_eq!((&state["user"]["name"], &state["user"]["person"]), (&"Ben Okoro".into(), &2.into()));
    assert!(state["user"]["colour"].as_u64().is_some_and(|colour| (1..=8).contains(&colour)));
    for nonsense in ["[1]", "not json", &format!("{{\"a\":\"{}\"}}", "x".repeat(5_000))] {
        house.frame(2, &presence(8, 9, Some(nonsense)));
        assert!(house.room.next_deadline().is_none() && house.closed().is_empty(), "{nonsense} is not told");
    }
}

#[test]
fn a3_who_leaves_is_told_and_cannot_be_brought_back_by_an_echo() {
    let mut house = House::new();
    house.join(1, teacher("Asha Patel"));
    house.join(2, teacher("Ben Okoro"));
    house.frame(1, &presence(7, 3, Some("{}")));
    house.tick();
    assert_eq!(told(&house.sent_to(1)).len(), 1, "its own state comes back: a sign of life");
    house.event(Event::Disconnected { session: SessionId(1) });
    house.tick();
    assert_eq!(told(&house.sent_to(2)), [AwarenessEntry { client: 7, clock: 4, state: None }]);
    house.frame(2, &presence(7, 3, Some("{}")));
    assert!(house.room.next_deadline().is_none());
}

#[test]
fn a4_an_echo_of_ones_own_state_ends() {
    let mut house = House::new();
    let asha = teacher("Asha Patel");
    house.join(1, asha.clone());
    house.frame(1, &presence(7, 5, Some("{}")));
    house.tick();
    house.event(Event::Disconnected { session: SessionId(1) });
    house.join(2, asha);
    house.frame(2, &presence(7, 5, Some("{}")));
    house.tick();
    let entry = told(&house.sent_to(2)).pop().unwrap();
    assert!(entry.clock > 5);
    house.frame(2, &presence(7, entry.clock, entry.state.as_deref()));
    assert_eq!(house.room.next_deadline(), None);
}
