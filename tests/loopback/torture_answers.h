// What a telephone that takes calls, and is neither registrar nor proxy, must answer to each torture message: read from
// the two INDEX.tsv. "arrives" = the call is announced to the engine; "silence" = no reply; several = any of them.
// Who is no registrar refuses REGISTER with 501 or 405, and MESSAGE likewise.
#pragma once

#include <QByteArrayList>

namespace nightbell {

struct TortureAnswer
{
    const char *message;
    const char *allowed;
};

inline constexpr TortureAnswer tortureAnswers[]{
    {"wsinv.dat", "481"}, // within a call that nobody has
    {"intmeth.dat", "501 405"},
    {"esc01.dat", "arrives"},
    {"escnull.dat", "501 405"},
    {"esc02.dat", "501 405"},
    {"lwsdisp.dat", "200"},
    {"longreq.dat", "arrives"},
    {"dblreq.dat", "501 405"},
    {"semiuri.dat", "200"},
    {"transports.dat", "200"},
    {"mpart01.dat", "501 405"},
    {"unreason.dat", "silence"},
    {"noreason.dat", "silence"},
    {"badinv01.dat", "400"},
    {"clerr.dat", "400"},
    {"ncl.dat", "400"},
    {"scalar02.dat", "400"},
    {"scalarlg.dat", "silence"},
    {"quotbal.dat", "400"},
    {"ltgtruri.dat", "400"},
    {"lwsruri.dat", "400"},
    {"lwsstart.dat", "400 arrives"},
    {"trws.dat", "400 200"},
    {"escruri.dat", "400 arrives"},
    {"baddate.dat", "400 arrives"},
    {"regbadct.dat", "400 501 405"},
    {"badaspec.dat", "400"},
    {"baddn.dat", "400 silence"}, // the blank line at its end is missing
    {"baddn-with-blank-line.dat", "400 200"},
    {"badvers.dat", "505"},
    {"mismatch01.dat", "400"},
    {"mismatch02.dat", "501 400"},
    {"bigcode.dat", "silence"},
    {"badbranch.dat", "400 200"},
    {"insuf.dat", "400 silence"},
    {"unkscm.dat", "416"},
    {"novelsc.dat", "416"},
    {"unksm2.dat", "400 403 404 501 405"},
    {"bext01.dat", "420"},
    {"invut.dat", "415"},
    {"regaut01.dat", "501 405"},
    {"multi01.dat", "400"},
    {"mcl01.dat", "400"},
    {"bcast.dat", "silence"},
    {"zeromf.dat", "483 200"},
    {"cparam01.dat", "501 405"},
    {"cparam02.dat", "501 405"},
    {"regescrt.dat", "501 405"},
    {"sdp01.dat", "406"},
    {"inv2543.dat", "arrives"},
    {"test.dat", "silence 400"},
    {"ipv6-good", "501 405"},
    {"ipv6-bad", "400"},
    {"port-ambiguous", "501 405"},
    {"port-unambiguous", "501 405"},
    {"via-received-param-with-delim", "481"}, // BYE of no call
    {"via-received-param-no-delim", "200"},
    {"ipv6-in-sdp", "arrives 488"},      // of sound it offers G.726 alone
    {"mult-ip-in-header", "481"},        // BYE of no call
    {"mult-ip-in-sdp", "arrives 488"},   // of sound it offers G.726 alone
    {"ipv4-mapped-ipv6", "arrives 488"}, // of sound it offers G.726 alone
    {"ipv6-bug-abnf-3-colons", "200"},
    {"ipv6-correct-abnf-2-colons", "200"},
};

// What is answered otherwise; the reasons stand in README.md.
inline constexpr TortureAnswer tortureDeviations[]{
    {"badvers.dat", "silence"}, {"badinv01.dat", "silence"}, {"ltgtruri.dat", "silence"}, {"inv2543.dat", "silence"},
    {"longreq.dat", "silence"}, {"lwsruri.dat", "silence"},  {"lwsstart.dat", "silence"}, {"trws.dat", "silence"},
    {"unksm2.dat", "silence"},  {"ipv6-in-sdp", "400"},
};

} // namespace nightbell
