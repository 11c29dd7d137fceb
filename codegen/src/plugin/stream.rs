//! The modules by which an author makes streams and futures.

use amphi_protocol::Type;
use proc_macro2::TokenStream;
use quote::quote;

use crate::generator::Generator;

impl Generator<'_> {
    /// `wit_stream` and `wit_future`, as far as the world has either.
    pub(super) fn stream_modules(&self) -> TokenStream {
        let rt = &self.runtime;
        let streams = self.uses(|ty| matches!(ty, Type::Stream(_))).then(|| {
            quote! {
                /// Makes streams.
                #[allow(dead_code, clippy::all)]
                pub mod wit_stream {
                    /// Makes the two ends of a stream.
                    pub fn new<T: #rt::Encode + #rt::Decode + 'static>() -> (#rt::StreamWriter<T>, #rt::StreamReader<T>) {
                        #rt::new_stream()
                    }
                }
            }
        });
        let futures = self.uses(|ty| matches!(ty, Type::Future(_))).then(|| {
            quote! {
                /// Makes futures.
                #[allow(dead_code, clippy::all)]
                pub mod wit_future {
                    /// Makes the two ends of a future; a writer that is dropped writes the default.
                    pub fn new<T: #rt::Encode + #rt::Decode + 'static>(
                        default: fn() -> T,
                    ) -> (#rt::FutureWriter<T>, #rt::FutureReader<T>) {
                        #rt::new_future(default)
                    }
                }
            }
        });
        quote!(#streams #futures)
    }

    fn uses(&self, wanted: impl Fn(&Type) -> bool) -> bool {
        let interface = &self.contract.interface;
        let mut functions = interface.exports.iter().chain(interface.imports.iter()).map(|(_, function)| function);
        functions.any(|function| {
            let mut types = function.params.iter().map(|param| &param.ty).chain(&function.result);
            types.any(|ty| ty.contains(&wanted))
        })
    }
}
