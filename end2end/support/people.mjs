// People of the demonstration (server/demo/world.json).

export const people = {
  helen: { name: 'Helen Whitlock', email: 'helen@oakhollow.example', school: 'Oak Hollow', role: 'Work Group Lead' },
  amy: { name: 'Amy Charlesworth', email: 'amy@ashlane.example', school: 'Ash Lane', role: 'lead participant' },
  tom: { name: 'Tom Obaseki', email: 'tom@elmbank.example', school: 'Elm Bank', role: 'lead participant' },
  sana: { name: 'Sana Mirza', email: 'sana@rowanfold.example', school: 'Rowan Fold', role: 'lead participant' },
  rosa: { name: 'Rosa Figueira', email: 'rosa@elmbank.example', school: 'Elm Bank', role: 'teacher' },
  callum: { name: 'Callum Strachan', email: 'callum@elmbank.example', school: 'Elm Bank', role: 'teacher' },
  grace: { name: 'Grace Oyelaran', email: 'grace@hazelnook.example', school: 'Hazel Nook', role: 'teacher' },
  yusuf: { name: 'Yusuf Demir', email: 'yusuf@oakhollow.example', school: 'Oak Hollow', role: 'teacher' },
  marcus: { name: 'Marcus Bramwell', email: 'marcus@sttansys.example', school: 'St Tansy', role: 'teacher' },
  tamsin: { name: 'Tamsin Rook', email: 'tamsin@willowweir.example', school: 'Willow Weir', role: 'teacher' },
  judith: { name: 'Judith Amankwah', email: 'judith@ashlane.example', school: 'Ash Lane', role: 'headteacher' },
  davinder: { name: 'Davinder Sohal', email: 'davinder@elmbank.example', school: 'Elm Bank', role: 'headteacher' },
  anil: { name: 'Anil Desai', email: 'anil@willowweir.example', school: 'Willow Weir', role: 'headteacher' },
  idris: { name: 'Idris Calloway', email: 'idris@saltersby.example', school: 'Saltersby', role: 'Work Group Lead' },
  nell: { name: 'Nell Ravensworth', email: 'nell@lanternvale.example', school: 'the hub', role: 'hub admin' },
  omar: { name: 'Omar Haddad', email: 'omar@lanternvale.example', school: 'the hub', role: 'hub staff' },
};
