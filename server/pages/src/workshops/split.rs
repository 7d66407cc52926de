//! Making two of a workshop: when the second part is.

use app::error::{AppError, Problem};
use app::ui::fields::{FormState, SendButton};
use app::ui::page::Page;
use app::ui::page_title::PageTitle;
use leptos::prelude::*;
use model::ids::WorkshopId;

use super::card::part_field;
use super::forms::of_year;
use super::load::{AskedData, WorkshopRow};
use super::questions::{asked, crumbs, name, on};
use super::slots::Part;
use super::small_forms::{SplitForm, second_number};
use crate::kit::typed_date::DatePart;
use crate::kit::wrong::{Wrong, summary};
use crate::kit::{Form, form_of};
use crate::ui::sender::Sender;

/// The page at `/groups/:group/workshops/:workshop/split`.
#[component]
pub fn SplitPage() -> impl IntoView {
    asked(|workshop| workshop.cancelled.is_none(), |data, (id, workshop)| view! { <Split data id workshop/> }.into_any())
}

#[component]
fn Split(data: AskedData, id: WorkshopId, workshop: WorkshopRow) -> impl IntoView {
    let plan = &data.plan;
    let begun = SplitForm {
        group: plan.group,
        workshop: id,
        seen: plan.version(),
        days: String::new(),
        starts: String::new(),
        ends: String::new(),
        twilights: String::new(),
    };
    let form = form_of(&begun).unless_moved("seen", &begun.seen, Problem::WorkshopsMoved);
    let wrong = wrong(&data, &begun, &form);
    let summary = summary(&form, "workshops", &wrong);
    let number = second_number(plan, id);
    let field = |part: DatePart, label: &'static str, hint: &'static str| {
        part_field(Part::Date(part), number, part.map().to_owned(), (label, hint), &form, &wrong)
    };
    let fields = [
        field(DatePart::Day, "Day of the second part", "Like 3 March 2027 or 3/3/27. Leave it empty while it is to be confirmed"),
        field(DatePart::Starts, "From", ""),
        field(DatePart::Ends, "To", ""),
        field(DatePart::Twilight, "Twilight from", ""),
    ];
    let title = format!("Split {} in two", name(&workshop));
    let (crumbs, back) = (crumbs(&data, "Split"), of_year(plan.group, plan.academic_year));
    let seen = form.made_from("seen", &begun.seen);
    view! {
        <PageTitle text=title.clone()/>
        <Page frame=data.frame.clone() crumbs class="page page--narrow">
            {summary}
            <h1>{title}</h1>
            <p class="lead">{format!("{} It stays as it is, and is the first part: shorten it afterwards, if it is to be shorter. The second part is a workshop of its own right after it, at the same host’s and in the same way; those after it have one number more.", on(&workshop))}</p>
            <form method="post" action=SplitForm::ACTION novalidate class="form">
                <Sender/>
                <input type="hidden" name="group" value=begun.group.to_string()/>
                <input type="hidden" name="workshop" value=id.to_string()/>
                <input type="hidden" name="seen" value=seen/>
                {fields.into_iter().collect_view()}
                <p>"A letter tells everybody concerned."</p>
                <div class="form__actions">
                    <SendButton label="Split the workshop"/>
                    <a class="button button--quiet" href=back>"Leave it whole"</a>
                </div>
            </form>
        </Page>
    }
    .into_any()
}

/// What is wrong is found again in what was typed.
fn wrong(data: &AskedData, begun: &SplitForm, form: &FormState) -> Wrong {
    if form.error != Some(AppError::Invalid(vec![Problem::WorkshopsWrong])) {
        return Vec::new();
    }
    let of = |part: DatePart| form.typed.get(part.map()).unwrap_or_default().to_owned();
    let typed = SplitForm {
        days: of(DatePart::Day),
        starts: of(DatePart::Starts),
        ends: of(DatePart::Ends),
        twilights: of(DatePart::Twilight),
        ..begun.clone()
    };
    typed.wrong_or_slot(&data.plan).err().unwrap_or_default()
}
