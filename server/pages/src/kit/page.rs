//! A page shows what was loaded before it is sent.

use std::future::Future;

use app::context;
use app::error::{AppError, answer};
use app::error_page::ErrorPage;
use leptos::prelude::*;

/// Shows what `load` brings, or says what is wrong instead, with its status. Components in it find the page's form by [`crate::kit::form_state`].
pub fn loaded<T: Send + 'static>(
    load: impl Future<Output = Result<T, AppError>> + Send + 'static,
    show: impl FnOnce(T) -> AnyView + Send + 'static,
) -> AnyView {
    view! {
        <Suspense>
            {Suspend::new(async move {
                let loaded = answer(async { Ok((load.await?, context::typed_fields().await?)) });
                match loaded.await {
                    Ok((data, typed)) => {
                        provide_context(typed);
                        show(data)
                    }
                    Err(error) => view! { <ErrorPage error/> }.into_any(),
                }
            })}
        </Suspense>
    }
    .into_any()
}
