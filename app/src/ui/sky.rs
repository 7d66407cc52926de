//! The sky in flat bands, where there is a moment to feel.

use leptos::prelude::*;

use super::demo::DemoRibbon;
use super::mark::Mark;

/// Stars as place in per cent of width and height, and radius.
type Stars = &'static [(f32, f32, f32)];

const WIDE: Stars = &[
    (24.3, 15., 2.5),
    (43., 17., 3.),
    (50.5, 12.5, 4.),
    (68.8, 17., 3.),
    (87., 19.5, 5.5),
    (60., 27., 2.5),
    (79., 32., 2.5),
    (94.5, 36., 3.),
    (53.5, 38., 1.5),
    (76.4, 43., 3.),
    (60., 52., 2.5),
    (90.8, 54., 2.5),
];
const LOW: Stars = &[(21.5, 27., 2.), (30.7, 47., 2.5), (52.5, 39., 2.5), (67., 19., 2.), (77., 32., 3.), (90.3, 54., 2.5)];
const YEAR: Stars = &[
    (3., 22., 4.),
    (18.5, 20., 2.5),
    (34.5, 9., 2.5),
    (51.3, 18., 2.),
    (61.6, 0., 3.),
    (68., 19., 2.),
    (79., 5., 4.),
    (86.4, 23., 2.5),
    (94.5, -2., 3.),
];

/// The head of a page that begins with the sky: bar with the mark, then words.
#[component]
pub fn SkyHead(
    /// More classes: the page's height of sky.
    class: &'static str,
    /// Whether the sky is as wide and high as on the front door.
    #[prop(optional)]
    wide: bool,
    /// More classes for the bar.
    #[prop(optional)]
    bar: &'static str,
    /// Whether everything here is invented.
    demonstration: bool,
    /// To the right in the bar.
    #[prop(optional)]
    side: Option<AnyView>,
    /// On the sky.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <header class=format!("sky-head on-night {class}")>
            <div class="sky" aria-hidden="true" inner_html=drawing(wide)></div>
            <div class=format!("sky-head__bar {bar}")>
                <a class="sky-head__mark" href="/"><Mark/>"Twilight"</a>
                {side}
            </div>
            {children.map(|children| children())}
        </header>
        <DemoRibbon shown=demonstration/>
    }
    .into_any()
}

/// The horizon of a year: the lights of its dates stand on it.
#[component]
pub fn YearSky() -> impl IntoView {
    let bands: String = [50, 78, 93, 102, 108].iter().zip(2..).map(|(top, n)| band(&format!("sky__band-{n}"), *top, 220)).collect();
    let drawing = format!(
        "{}<svg width=\"100%\" height=\"100%\" viewBox=\"0 0 1000 220\" preserveAspectRatio=\"none\">{bands}{}</svg>",
        stars(YEAR),
        band("sky__ground", 113, 220),
    );
    view! { <svg class="year-sky__picture" aria-hidden="true" inner_html=drawing></svg> }.into_any()
}

fn drawing(wide: bool) -> String {
    let bands: String = [0, 36, 61, 76, 85].iter().zip(2..).map(|(top, n)| band(&format!("sky__band-{n}"), *top, 160)).collect();
    let layer =
        |class: &str, inside: &str| format!("<svg class=\"{class}\" viewBox=\"0 0 1000 148\" preserveAspectRatio=\"none\">{inside}</svg>");
    format!(
        "<svg class=\"sky__stars\">{}</svg>{}<svg class=\"sky__sun\" viewBox=\"0 0 100 100\"><circle cx=\"50\" cy=\"50\" r=\"50\"/></svg>{}",
        stars(if wide { WIDE } else { LOW }),
        layer("sky__bands", &bands),
        layer("sky__earth", &band("sky__ground", 93, 160)),
    )
}

/// A band with an edge curved a little like the earth.
fn band(class: &str, top: i32, bottom: i32) -> String {
    let (low, high) = (top + 55, top - 55);
    format!("<path class=\"{class}\" d=\"M0 {low}Q500 {high} 1000 {low}V{bottom}H0z\"/>")
}

fn stars(stars: Stars) -> String {
    stars
        .iter()
        .map(|(x, y, r)| {
            // Four points; the waist is a little over a quarter of the reach.
            let q = r * 0.28;
            let path = format!("M0-{r}L{q:.2}-{q:.2} {r} 0 {q:.2} {q:.2} 0 {r}-{q:.2} {q:.2}-{r} 0-{q:.2}-{q:.2}z");
            format!("<svg x=\"{x}%\" y=\"{y}%\" overflow=\"visible\"><path class=\"sky__star\" d=\"{path}\"/></svg>")
        })
        .collect()
}
