#include "dialog/when_pieces.h"

#include "dialog/phrase_book.h"

namespace nightbell {

namespace {

constexpr int farBetweenWords = 3; // a link may stand that far before what it links

const PhraseBook<WhenLink> &links()
{
    using enum WhenLink;
    static const PhraseBook<WhenLink> book{
        {"before/pre", Before},
        {"earlier/sooner than", Before},
        {"not after/past", Before},
        {"no/not later than", By},
        {"not any later than", By},
        {"by", By},
        {"until/till", Until},
        {"up to/until/till", Until},
        {"at the latest", By},
        {"after/past/following", After},
        {"anytime after/past", After},
        {"later than", After},
        {"any day/time after", After},
        {"not before/until/till", From},
        {"nothing/none before/until", From},
        {"no/not earlier/sooner than", From},
        {"not any earlier than", From},
        {"from/since/starting/beginning/commencing", From},
        {"as of", From},
        {"as from", From},
        {"starting/beginning from/on/at/with", From},
        {"on or after", From},
        {"at or after", From},
        {"on or before", By},
        {"between", Between},
        {"through/thru", To},
        {"to", To},
        {"and", And},
        {"or/slash", Or},
        {"either", Or},
        {"not on?", Not},
        {"but/and not on?", Not},
        {"except/excluding/besides for? on?", Not},
        {"bar/barring on?", Not},
        {"other than", Not},
        {"rather than", Not},
        {"instead of", Not},
        {"apart/aside from", Not},
        {"anything/any/anyday/anytime but on?", Not},
        {"any day/time/weekday but on?", Not},
        {"every day/weekday but/except on?", Not},
        {"can/could/do/does/will/would not do/make/manage/want on?", Not},
        {"cant/cannot/couldnt/dont/wont do/make/manage/come/want/like on?", Not},
        {"i cant/cannot/couldnt on?", Not},
        {"cant/cannot/can be/come/get there/in on", Not},
        {"no longer", Not},
        {"onwards/onward/forward", Onwards},
        {"or/and later/after/onwards/beyond/thereafter", Onwards},
        {"at the earliest", Onwards},
        {"on wards", Onwards},
    };
    return book;
}

const PhraseBook<int> &corrections()
{
    static const PhraseBook<int> book{
        {"no", 1},
        {"no no", 1},
        {"no wait/sorry/actually/rather", 1},
        {"oh no", 1},
        {"wait", 1},
        {"wait no/actually", 1},
        {"or no", 1},
        {"sorry no?", 1},
        {"or sorry", 1},
        {"im sorry", 1},
        {"so sorry", 1},
        {"pardon me?", 1},
        {"excuse me", 1},
        {"i mean/meant", 1},
        {"i do mean", 1},
        {"actually no?", 1},
        {"or actually", 1},
        {"well actually", 1},
        {"rather", 1},
        {"or rather", 1},
        {"or better yet/still?", 1},
        {"better yet/still", 1},
        {"correction", 1},
        {"scratch/strike that", 1},
        {"forget that", 1},
        {"let/lets make it/that", 1},
        {"make it/that", 1},
        {"change it/that to", 1},
        {"lets say/do", 1},
        {"hang/hold on", 1},
        {"on second thought/thoughts", 1},
        {"come to think of it", 1},
        {"my mistake/bad", 1},
        {"oops/whoops", 1},
        {"i meant to say", 1},
        {"that is to say", 1},
        {"switch to", 1},
        {"or maybe", 1},
        {"instead", 1},
    };
    return book;
}

const PhraseBook<int> &unsuited()
{
    static const PhraseBook<int> book{
        {"doesnt/dont/didnt/wont/isnt/wouldnt work/suit/good/fit/do for? me?", 0},
        {"does/do/will/is not work/suit/good/possible/fit/do", 0},
        {"is no good/use for? me?", 0},
        {"is bad/out/impossible", 0},
        {"isnt good/possible/ideal/great/an for? me?", 0},
        {"wont be good/possible", 0},
        {"im busy/away/working/out", 0},
        {"is/are too soon/early/late", 0},
    };
    return book;
}

std::optional<WhenPiece> joinAt(const Words &words, int place)
{
    const auto correction = corrections().at(words, place);
    const auto link = links().at(words, place);
    if (const auto bad = unsuited().at(words, place); bad && !(correction && correction->count > bad->count))
        return WhenPiece{.kind = WhenKind::Works, .first = place, .count = bad->count};
    if (correction && (!link || correction->count >= link->count))
        return WhenPiece{.kind = WhenKind::Correction, .first = place, .count = correction->count};
    if (link)
        return WhenPiece{.kind = WhenKind::Link, .first = place, .count = link->count, .a = int(link->meaning)};
    return {};
}

// "straight after with ruth on friday": what stands between ties the day itself.
bool otherTies(const Words &words, int linkEnds, const WhenPiece &piece)
{
    static const WordSet ties("on with");
    for (int at = linkEnds; at < piece.first; ++at)
        if (ties.at(words, at) && at > linkEnds)
            return true;
    return false;
}

// "before" is before what follows it, and "onwards" after what precedes it.
WhenPieces linked(const Words &words, const WhenPieces &found)
{
    WhenPieces pieces;
    WhenLink link = WhenLink::None;
    int linkEnds = 0;
    for (WhenPiece piece : found) {
        if (piece.kind == WhenKind::Link) {
            if (WhenLink(piece.a) == WhenLink::Onwards) {
                if (!pieces.isEmpty())
                    pieces.last().link = WhenLink::From;
            } else if (!(link == WhenLink::Between && WhenLink(piece.a) == WhenLink::To)) {
                const bool bare = WhenLink(piece.a) == WhenLink::Or || WhenLink(piece.a) == WhenLink::And;
                if (link == WhenLink::Not && linkEnds == piece.first) { // "but not before ten"
                    link = WhenLink(piece.a) == WhenLink::After ? WhenLink::By : WhenLink::From;
                    linkEnds = piece.first + piece.count;
                } else if (!(bare && link != WhenLink::None && link != WhenLink::And && linkEnds == piece.first)) {
                    link = WhenLink(piece.a);
                    linkEnds = piece.first + piece.count;
                }
            }
            continue;
        }
        if (piece.kind == WhenKind::Correction || piece.kind == WhenKind::Works) {
            link = WhenLink::None;
        } else if (link != WhenLink::None && piece.first - linkEnds <= farBetweenWords
                   && !otherTies(words, linkEnds, piece)) {
            piece.link = std::exchange(link, WhenLink::None);
        }
        pieces.append(piece);
    }
    return pieces;
}

// "friday at the latest" is by Friday.
bool isAtTheLatest(const Words &words, int place) { return joined(words, place, 3) == u"at the latest"; }

} // namespace

WhenPieces whenPieces(const Words &words)
{
    WhenPieces found;
    for (int i = 0; i < words.size();) {
        if (isAtTheLatest(words, i) && !found.isEmpty()) {
            found.last().link = WhenLink::By;
            i += 3;
            continue;
        }
        const auto day = dayPieceAt(words, i, found);
        const auto hour = hourPieceAt(words, i, found);
        const auto join = joinAt(words, i);
        const WhenPiece *longest = nullptr;
        for (const auto *piece : {&day, &hour, &join})
            if (*piece && (!longest || (*piece)->count > longest->count))
                longest = &**piece;
        if (longest)
            found.append(*longest);
        i += longest ? longest->count : 1;
    }
    return linked(words, found);
}

} // namespace nightbell
