#include "desk/roles.h"

#include <QtGlobal>

namespace nightbell {
namespace {

// The lowest role that has the right; every higher one has it too, so that whoever stands in for somebody below never
// finds a door locked.
//
// Whoever may speak for a call may also give it back, pass it on and end it: nobody is left holding a caller. Barging
// in begins with the nurse, as it means to speak beside the assistant without being answerable for the call; a
// receptionist who wants to speak takes the call over. A nurse judges calls, a supervisor the clinic's rules too: what
// the assistant says and when it is open. What leaves the house or changes who may do what is the owner's alone.
constexpr Role lowestWith(Right right)
{
    switch (right) {
    case Right::SeeCalls:
        return Role::Viewer;
    case Right::SeeWords:
    case Right::SeeNumbers:
    case Right::Listen:
    case Right::Whisper:
    case Right::Say:
    case Right::TakeOver:
    case Right::HandBack:
    case Right::Transfer:
    case Right::End:
    case Right::Claim:
    case Right::Note:
    case Right::KeepDiary:
        return Role::Receptionist;
    case Right::BargeIn:
        return Role::Nurse;
    case Right::EditClinic:
    case Right::EditScripts:
        return Role::Supervisor;
    case Right::EditSettings:
    case Right::Export:
    case Right::ManagePeople:
        return Role::Owner;
    }
    Q_UNREACHABLE();
}

} // namespace

bool mayDo(Role role, Right right) { return role >= lowestWith(right); }

} // namespace nightbell
