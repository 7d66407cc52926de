//! A lead seats a guest of their twilight by hand.

use app::error::Problem;
use app::notice::Notice;
use store::twilights;

use super::twilights::Evening;
use crate::common::forms::Looking;
use crate::common::refusals::{refused, taken};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_guest_is_moved_to_another_table_and_taken_from_it() {
    let evening = Evening::new().await;
    let guest = evening.app.column("select id from guest where name = 'Dov'").await.remove(0);
    let page = evening.of_lead("twilight").await;
    page.leads_to(&evening.address(&format!("twilight/seat?guest={guest}")));
    let asks = evening.of_lead(&format!("twilight/seat?guest={guest}")).await;
    assert_eq!(asks.heading(), "Where does Dov, Maple Lane Primary School sit?");
    let tables = twilights::tables(&evening.app.database, evening.twilight().await.workshop).await.expect("tables");
    let offered: Vec<String> = tables.iter().map(|table| table.number.to_string()).chain(["none".to_owned()]).collect();
    assert_eq!(asks.choices("table"), offered);
    let seat = async || evening.app.column("select coalesce(cast(seat as text), 'none') from guest where name = 'Dov'").await.remove(0);
    for wanted in ["3", "none", "3"] {
        taken(&evening.sends("/api/twilight-seat", &[("guest", &guest), ("table", wanted)]).await, Notice::GuestSeated);
        assert_eq!(seat().await, wanted);
    }
    for gone in ["", "60", "many"] {
        refused(evening.sends("/api/twilight-seat", &[("guest", &guest), ("table", gone)]).await, &[Problem::TableGone]).await;
    }
    assert_eq!(seat().await, "3");
    let nobody = "019a0000-0000-7000-8000-000000000009";
    assert_eq!(evening.sends("/api/twilight-seat", &[("guest", nobody), ("table", "1")]).await.status(), 404);
    assert_eq!(evening.app.count("select count(*) from audit where words like '%Dov%'").await, 0);
}
