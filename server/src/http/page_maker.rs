//! Makes a page in the place of another answer.

use std::sync::Arc;

use app::error::{AppError, ERROR_PAGE_HEADER};
use app::shell;
use axum::extract::Request;
use axum::response::Response;
use leptos::config::LeptosOptions;
use leptos::prelude::IntoView;
use leptos_axum::render_app_async_with_context;
use pages::{error_shell, pages_shell};

/// What pages are made with.
#[derive(Clone)]
pub(super) struct PageMaker {
    /// Provides what they read while they are made.
    context: Arc<dyn Fn() + Send + Sync>,
    options: LeptosOptions,
}

impl PageMaker {
    pub(super) fn new(context: impl Fn() + Send + Sync + 'static, options: LeptosOptions) -> Self {
        Self { context: Arc::new(context), options }
    }

    /// The page without a program that is asked for.
    pub(super) async fn static_page(&self, request: Request) -> Response {
        self.make(pages_shell, request).await
    }

    /// The page that is asked for and lives on in the browser.
    pub(super) async fn live_page(&self, request: Request) -> Response {
        self.make(shell, request).await
    }

    /// The page that says what is wrong; `form`: whether a form was sent.
    pub(super) async fn error_page(&self, error: AppError, form: bool, request: Request) -> Response {
        self.make(move |options| error_shell(options, error.clone(), form), request).await
    }

    async fn make<View: IntoView + 'static>(
        &self,
        document: impl Fn(LeptosOptions) -> View + Clone + Send + Sync + 'static,
        request: Request,
    ) -> Response {
        let (context, options) = (self.context.clone(), self.options.clone());
        render_app_async_with_context(move || context(), move || document(options.clone()))(request).await
    }
}

/// Whether a page shows what was asked for: one that is not to be seen says so itself.
pub(super) fn is_shown(page: &Response) -> bool {
    page.status().is_success() && !page.headers().contains_key(ERROR_PAGE_HEADER)
}
