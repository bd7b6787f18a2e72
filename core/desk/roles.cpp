#include "desk/roles.h"

#include <QFlags>

namespace nightbell {
namespace {

using enum Role;

// v viewer · r receptionist · n nurse · s supervisor · o owner. A nurse talks with patients as a supervisor does, but
// neither ends other people's calls nor edits the clinic; only the owner hands out rights and takes records outside.
struct Row
{
    Right right;
    const char *who;
};

constexpr Row table[]{
    {Right::SeeCalls, "vrnso"}, {Right::SeeWords, "rnso"},  {Right::SeeNumbers, "nso"}, {Right::Listen, "rnso"},
    {Right::Whisper, "rnso"},   {Right::Say, "rnso"},       {Right::BargeIn, "nso"},    {Right::TakeOver, "rnso"},
    {Right::Transfer, "rnso"},  {Right::End, "rso"},        {Right::Claim, "rnso"},     {Right::Note, "rnso"},
    {Right::EditClinic, "so"},  {Right::EditSettings, "o"}, {Right::Export, "o"},       {Right::ManagePeople, "o"},
};

constexpr char letterOf(Role role)
{
    switch (role) {
    case Viewer:
        return 'v';
    case Receptionist:
        return 'r';
    case Nurse:
        return 'n';
    case Supervisor:
        return 's';
    case Owner:
        return 'o';
    }
    return 0;
}

} // namespace

bool mayDo(Role role, Right right)
{
    for (const Row &row : table)
        if (row.right == right)
            for (const char *each = row.who; *each; ++each)
                if (*each == letterOf(role))
                    return true;
    return false;
}

} // namespace nightbell
