// Package suggest proposes codes for a passage from what people coded before in the same study. It knows no
// language and nothing from outside: words, pairs of words and pieces of words are weighed by how rare they are
// (tf-idf), and one linear support vector machine a code says how far a passage is from those with the code
// (dual coordinate descent: Hsieh et al., Proceedings of ICML 2008, 408-415).
//
// A code with few examples is not proposed. That a person wanted none of the proposals is an example too, of
// what the proposed codes are not.
package suggest
