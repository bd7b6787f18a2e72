// Who may do what: one table. Buttons, API routes, refusals and tests all read it.
#pragma once

#include "call/enum_names.h"

namespace nightbell {

enum class Role { Viewer, Receptionist, Nurse, Supervisor, Owner };

enum class Right {
    SeeCalls,
    SeeWords,
    SeeNumbers, // unmasked on request, audited
    Listen,
    Whisper,
    Say,
    BargeIn,
    TakeOver,
    HandBack,
    Transfer,
    End,
    Claim,
    Note,
    KeepDiary,
    EditClinic,
    EditScripts,
    EditSettings,
    Export,
    ManagePeople,
};

bool mayDo(Role role, Right right);

} // namespace nightbell

NIGHTBELL_NAMES(Role, {nightbell::Role::Viewer, "viewer"}, {nightbell::Role::Receptionist, "receptionist"},
                {nightbell::Role::Nurse, "nurse"}, {nightbell::Role::Supervisor, "supervisor"},
                {nightbell::Role::Owner, "owner"});
NIGHTBELL_NAMES(Right, {nightbell::Right::SeeCalls, "see_calls"}, {nightbell::Right::SeeWords, "see_words"},
                {nightbell::Right::SeeNumbers, "see_numbers"}, {nightbell::Right::Listen, "listen"},
                {nightbell::Right::Whisper, "whisper"}, {nightbell::Right::Say, "say"},
                {nightbell::Right::BargeIn, "barge_in"}, {nightbell::Right::TakeOver, "take_over"},
                {nightbell::Right::HandBack, "hand_back"}, {nightbell::Right::Transfer, "transfer"},
                {nightbell::Right::End, "end"}, {nightbell::Right::Claim, "claim"}, {nightbell::Right::Note, "note"},
                {nightbell::Right::KeepDiary, "keep_diary"}, {nightbell::Right::EditClinic, "edit_clinic"},
                {nightbell::Right::EditScripts, "edit_scripts"}, {nightbell::Right::EditSettings, "edit_settings"},
                {nightbell::Right::Export, "export"}, {nightbell::Right::ManagePeople, "manage_people"});
